"""A server that sends exactly the bytes it is told and closes: for what no well-behaved server does."""

import itertools
import re
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from attrs import field, frozen


@contextmanager
def sending(*parts: bytes) -> Iterator[str]:
    """Answer each connection with these bytes, and close it; yields the URL."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        stopped = threading.Event()

        def serve() -> None:
            while not stopped.is_set():
                connection, _address = listener.accept()
                with connection:
                    if stopped.is_set():
                        return
                    connection.settimeout(10)
                    try:
                        read_request(connection)
                        for part in parts:
                            connection.sendall(part)
                        connection.shutdown(socket.SHUT_WR)
                        # Closing with unread input would reset the connection under the reader.
                        while connection.recv(65536):
                            pass
                    except OSError:
                        continue

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        port = listener.getsockname()[1]
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            stopped.set()
            socket.create_connection(("127.0.0.1", port)).close()
            thread.join(10)


@frozen
class Kept:
    """A server that keeps its connections: its URL, and the number of the connection and the bytes of each request."""

    url: str
    requests: list[tuple[int, bytes]] = field(factory=list)


@contextmanager
def keeping(
    answer: bytes, *, most: int = 1000, tls: ssl.SSLContext | None = None, tunnel: bool = False
) -> Iterator[Kept]:
    """Give each request the same answer, and close a connection after so many.

    Args:
        answer: the bytes.
        most: how many requests a connection serves.
        tls: what to shake hands with first.
        tunnel: whether to be a proxy first, that takes any CONNECT, and then to be the server itself.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        kept = Kept(f"{'https' if tls and not tunnel else 'http'}://localhost:{port}")
        stopped = threading.Event()

        def serve(connection: socket.socket, number: int) -> None:
            with suppress(OSError):
                connection.settimeout(20)
                if tunnel:
                    kept.requests.append((number, read_request(connection)))
                    connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                if tls is not None:
                    connection = tls.wrap_socket(connection, server_side=True)
                for _ in range(most):
                    request = read_request(connection)
                    if not request:
                        break
                    head, _, body = request.partition(b"\r\n\r\n")
                    length = re.search(rb"(?i)content-length: (\d+)", head)
                    while length and len(body) < int(length[1]):
                        body += connection.recv(65536)
                    kept.requests.append((number, head + b"\r\n\r\n" + body))
                    connection.sendall(answer)
            connection.close()

        def accept() -> None:
            for number in itertools.count(1):
                connection, _address = listener.accept()
                if stopped.is_set():
                    connection.close()
                    return
                threading.Thread(target=serve, args=(connection, number), daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield kept
        finally:
            stopped.set()
            socket.create_connection(("127.0.0.1", port)).close()
            thread.join(10)


def own_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that nobody has signed, and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*command, *names, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return certificate, key


@contextmanager
def with_own_certificate(folder: Path) -> Iterator[str]:
    """Shake hands, or try to, with a certificate that nobody has signed; yields the URL."""
    certificate, key = own_certificate(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                connection, _address = listener.accept()
                connection.settimeout(10)
                try:
                    context.wrap_socket(connection, server_side=True).close()
                except ssl.SSLEOFError:
                    return  # the end: nobody who shakes hands leaves at once
                except OSError:
                    connection.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        port = listener.getsockname()[1]
        try:
            yield f"https://localhost:{port}"
        finally:
            socket.create_connection(("127.0.0.1", port)).close()
            thread.join(10)


def read_request(connection: socket.socket) -> bytes:
    """Read up to the end of a request without a body."""
    request = b""
    while b"\r\n\r\n" not in request:
        chunk = connection.recv(65536)
        if not chunk:
            break
        request += chunk
    return request


def closed_port() -> str:
    """The URL of a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


@contextmanager
def streaming(first: bytes, again: bytes, pause: float = 0.0) -> Iterator[str]:
    """Answer each connection with some bytes, and then with others again and again, until the reader goes; yields the
    URL.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        stopped = threading.Event()

        def answer(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                read_request(connection)
                connection.sendall(first)
                while not stopped.wait(pause):
                    connection.sendall(again)

        def serve() -> None:
            while not stopped.is_set():
                connection, _address = listener.accept()
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        port = listener.getsockname()[1]
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            stopped.set()
            socket.create_connection(("127.0.0.1", port)).close()
            thread.join(10)

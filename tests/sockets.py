"""A server that sends exactly the bytes it is told and closes: for what no well-behaved server does."""

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


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


@contextmanager
def with_own_certificate(folder: Path) -> Iterator[str]:
    """Shake hands, or try to, with a certificate that nobody has signed; yields the URL."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
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

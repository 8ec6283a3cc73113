"""The only I/O: what the engine asks for, done synchronously or asynchronously."""

"""From the bytes of an answer to a typed status: pure functions, which know nothing about sending."""

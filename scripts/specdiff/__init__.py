"""What changed between two states of specs/, in words that matter to who uses the clients.

`kinds` is the table of changes, `normal` brings a document into one form, `nodes` reads it; `parts` says what
operations and schemas consist of, `schemas` compares them by it, `documents` finds what has become of each operation;
`surface` compares the Python names, `snapshots` finds the two states, `report` writes what was found.
"""

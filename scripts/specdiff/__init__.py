"""What changed between two states of specs/, in words that matter to who uses the clients.

`kinds` is the table of changes, `nodes` reads documents, `schemas` and `documents` compare them, `surface` compares the
Python names, `snapshots` finds the two states, `report` writes what was found.
"""

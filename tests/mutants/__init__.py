"""Change the effective specs at random, and hold spec-diff and the generation against what ought to come of it.

`sorts` is the table of changes and what each is, `rewrites` says the same API otherwise, `places` finds what can be
changed, `__main__` tries many. On purpose nothing here reads documents as `scripts.specdiff` does.
"""

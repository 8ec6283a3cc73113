"""Change the vendored documents at random, and see that spec-diff and the generation take every change as they should.

`sites` finds what can be changed, `operators` changes it and says what ought to be reported, `__main__` tries it.
"""

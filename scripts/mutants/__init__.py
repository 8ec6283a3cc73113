"""Change the vendored documents at random, and see that spec-diff and the generation take every change as they should.

`sites` finds what can be changed; `schemas` and `endpoints` change it and say what ought to be reported,
`operators` names them; `trial` tries one mutant, `__main__` many.
"""

"""Every key figure computed a second time, by plain loops over rows, to compare the SQL with.

Nothing here may know the SQL, and nothing may be clever: a reader with the definitions
(``shared/spec/key_figures.md``) in one hand must be able to tick off each loop with the other.
"""

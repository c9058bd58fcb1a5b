"""A study's answers as pandas DataFrames.

Whatever a method of `Study` answers with is a record or a tuple of records, as the screens and
commands need them, and has a method `frame()` that makes a DataFrame of it: one word to learn, the
call that a screen shows as its equal is the call that a notebook makes, and records and frame can
never say two things. `listing` is put on a method to give its answer that `frame()`; `recipes` say
which columns there are. pandas is imported when the first frame is asked for.
"""

"""What holds for a study in a file holds for one on a server: the same tests, on `study` there.

Which of them, and why these, is said in `kept`. One module for each from which any is repeated, so
that neither tests nor fixtures of one name meet.
"""

"""What holds for a study in a file holds for one on a server: the same tests, on `study` there.

One module for each that is repeated, so that neither tests nor fixtures of one name meet.
"""

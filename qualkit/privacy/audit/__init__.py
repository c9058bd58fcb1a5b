"""The audit of a finished report: quotations found, looked up, judged. Pure: text in, records out.

`finder` finds quotations by their marks and setting, `corpus` holds the transcripts' words,
`lookup` finds where a quotation's words stand, `labels` reads attributions, `audit` puts it all
together. What names a person and who may be quoted is given by the caller.
"""

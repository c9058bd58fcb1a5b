"""The scan of de-identification: a text and a roster in, findings out; nothing is stored."""

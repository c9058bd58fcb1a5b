"""The screens of the report writer: quotations to choose, to trim and to order."""

"""What prints beside a quotation, and how few may share it."""

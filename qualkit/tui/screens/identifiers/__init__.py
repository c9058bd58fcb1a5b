"""The review of identifiers: form by form, mention by mention."""

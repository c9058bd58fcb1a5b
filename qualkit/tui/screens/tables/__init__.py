"""The screens of tables: matrices, the framework matrix and words, and what stands behind."""

"""The screens of the codebook: tree, board, split walk, second look."""

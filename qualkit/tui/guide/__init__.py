"""What a newcomer is told: what each screen is for, and the tour."""

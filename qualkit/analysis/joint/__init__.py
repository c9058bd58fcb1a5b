"""Joint displays worked out of counts, quotations and results of a survey; pure."""

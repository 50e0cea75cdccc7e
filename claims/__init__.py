"""Reading and comparing claims: text in, claims and comparisons out; pure."""

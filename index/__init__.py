"""What lasts: reports, claims, comparisons and their vectors."""

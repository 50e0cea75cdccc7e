"""Word lists, each naming its source."""

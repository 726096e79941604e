"""`tattoobot init`: the few questions that matter, and the two files that come of them."""

"""Which pages show one and the same course: words, traits, candidates, scores, clusters."""

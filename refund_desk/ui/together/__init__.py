"""Many applications at once: picking, the review sheet, its queue, what came of it."""

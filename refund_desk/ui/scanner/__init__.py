"""New pictures out of the folder of a scanner, offered while evidence is being collected."""

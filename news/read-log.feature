Whoever reads a post that visitors do not see, or see masked, is logged once for each post and day; registrars and archivists see the log.

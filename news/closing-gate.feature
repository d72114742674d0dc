A channel is closed only when a package for the archive holds its last post, or a dated decision not to archive it is noted.

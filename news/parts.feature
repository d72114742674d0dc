The seven grounds have parts to choose among, K1a to K7b.

Texts to paste elsewhere have a button that copies them; an address that begins with feed:// is tried by http and https.

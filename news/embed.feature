The sites of schools and the library, listed by the office, show a hub's entries in a frame (`@@embed`), without script or cookies: each page with entries has the code to paste.

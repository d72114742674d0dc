A threat that was sent directly, or written on a page that is not ours, can be marked and reported to the police; case and secrecy are asked about, too, when a rule is broken.

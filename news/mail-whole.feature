A mail is kept as it came, sealed, with every file that it brought; bounces, replies of programs and lists have no deadline, and an answer joins its thread.

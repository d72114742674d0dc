The pages by which visitors follow a stream by e-mail, and change or stop it.

An entry leads to the newer and the older one of its channel, to more of its channel, administration and topics, and to its address to copy or to send by e-mail.

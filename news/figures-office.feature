The information office sees all figures from the first message on; small numbers are held back in what is published.

/** A path is cut behind so many characters. */
export const LONGEST_PLACE = 500;

/** So many entries a message has of whatever there may be any number of. */
export const MOST_LISTED = 20;

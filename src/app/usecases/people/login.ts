// What a login may be made of: letters of any script, digits, dot, underscore, hyphen; small and capital letters are the same.
export const LOGIN = /^[\p{L}\p{N}._-]{2,60}$/u;

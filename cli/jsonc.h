/*
 * jsonc.h - reads JSON, and JSON as people write it: with comments and trailing commas.
 *
 * The tree keeps the place of every value, so that a message about a
 * configuration points into it, and so that a value can be echoed byte by byte.
 */
#ifndef EVLOOP_CLI_JSONC_H
#define EVLOOP_CLI_JSONC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json_value {
	enum json_kind kind;
	size_t start, end;        /* bytes of the text */
	double number;            /* JSON_NUMBER */
	const char *string;       /* JSON_STRING: decoded, NUL-terminated UTF-8 */
	size_t length;            /* of the string; elements of an array; members of an object */
	struct json_value *first; /* children, in the order of the text */
	struct json_value *next;  /* of the same parent */
	const char *key;          /* of a member: decoded, NUL-terminated */
	size_t key_length, key_start;
};

struct json_document {
	struct json_value *root; /* NULL: the text is not well-formed */
	const char *error;       /* then why, a phrase; static storage */
	size_t error_at;         /* and where, a byte of the text */
	bool lone_surrogate;     /* a string held half of a pair; U+FFFD stands for it */
	void *pieces;            /* owned */
};

enum json_read_flags { JSON_STRICT = 0, JSON_COMMENTS = 1 /* and trailing commas */ };

/*
 * Read `length` bytes of UTF-8 (a byte order mark is passed over). False: document->error tells why; the document
 * is to be released all the same. The tree does not point into `text`.
 */
bool json_read(struct json_document *document, const char *text, size_t length, enum json_read_flags flags);
void json_release(struct json_document *document);

/* The member `key` of an object, the last of that name; NULL: there is none, or it is no object. */
const struct json_value *json_member(const struct json_value *object, const char *key);

/* Line and column from 1 of byte `at`; columns count code points. */
void json_place(const char *text, size_t length, size_t at, unsigned *line, unsigned *column);

#endif

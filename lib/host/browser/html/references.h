/* SPDX-License-Identifier: MIT */
/*
 * references.h - the characters that names behind a "&" stand for (HTML, "Named character references").
 */
#ifndef EVL_HOST_BROWSER_HTML_REFERENCES_H
#define EVL_HOST_BROWSER_HTML_REFERENCES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How far a name has been followed through the sorted list. */
struct evl_reference_search {
	uint32_t from, to; /* the names that begin with what has been read */
	uint32_t length;   /* of it */
	uint32_t matched;  /* length of the longest name that is a beginning of it; 0: none */
	uint16_t units[2]; /* what that stands for; units[1] == 0: one unit */
	bool ended;        /* that name ends with a semicolon */
};

struct evl_reference_search evl_reference_begin(void);
/* Read one more unit. False: no name begins so, and the search is over. */
bool evl_reference_read(struct evl_reference_search *search, uint32_t unit);
/* The character that a number stands for (HTML, "Numeric character reference end state"). */
uint32_t evl_reference_number(uint32_t number);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * tokenizer.h - text to tokens (HTML, "Tokenization"), unit by unit: it may stop anywhere and go on when more has come.
 *
 * Tokens are given to `take` one by one. That may change the state, run scripts and, in them, this tokenizer again; the token is lost then.
 */
#ifndef EVL_HOST_BROWSER_HTML_TOKENIZER_H
#define EVL_HOST_BROWSER_HTML_TOKENIZER_H

#include "console/text.h"
#include "host/browser/dom.h"
#include "host/browser/html/input.h"
#include "host/browser/html/references.h"
#include "host/browser/html/tags.h"

enum evl_html_state {
#define STATE(id, function) EVL_HTML_##id,
#include "host/browser/html/states.def"
#undef STATE
	EVL_HTML_STATE_COUNT
};

enum evl_html_kind { EVL_HTML_TEXT, EVL_HTML_START_TAG, EVL_HTML_END_TAG, EVL_HTML_COMMENT, EVL_HTML_DOCTYPE, EVL_HTML_EOF };

struct evl_html_token {
	uint8_t kind; /* enum evl_html_kind */
	uint8_t tag;  /* enum evl_html_tag */
	bool self_closing, force_quirks, has_public, has_system;
	bool instruction; /* of a comment: it is a processing instruction */
	evl_name name; /* of a tag, a doctype */
	evl_name public_id, system_id; /* interned */
	const uint16_t *units; /* of text and comments */
	uint32_t length;
	struct evl_dom_attribute *attributes; /* in scratch: an element may keep them */
	uint32_t attribute_count, attribute_capacity;
	evl_span span; /* of a tag in the page's own text; end 0: it was written by a script */
};

struct evl_html_tokenizer {
	struct evl_realm *realm;
	struct evl_html_input input;
	uint8_t state, return_state; /* enum evl_html_state */
	bool ended;      /* EOF has been told */
	bool holds_text; /* the last piece ended in a text that an end tag will end */
	bool drops_nul;  /* in RCDATA, where it is not replaced: of a fragment */
	bool duplicate;  /* the attribute that is being read stands in the tag already */
	uint16_t quote;
	uint32_t dashes; /* in front of what comes next in an escaped script */
	uint32_t number; /* of a character reference */
	int number_base; /* 0: its digits have not begun */
	evl_name last_start; /* the last start tag's name */
	evl_name attribute;
	uint32_t start; /* of the tag that is being read */
	bool start_known;
	struct evl_text text, data; /* characters that have not been told; names, values, comments */
	struct evl_html_token token;
	void *context;
	void (*take)(void *context, struct evl_html_token *token);
	bool (*is_foreign)(void *context); /* is the adjusted current node one of svg or math? */
	bool (*stops)(void *context);      /* it is to stop before the next step */
};

void evl_html_tokenizer_init(struct evl_html_tokenizer *t, struct evl_realm *realm);
/* Read on until the text waits or ends, or `stops` says so. */
void evl_html_tokenize(struct evl_html_tokenizer *t);

/* One step of each state. False: there is nothing to read now. For states.def. */
#define STATE(id, function) bool function(struct evl_html_tokenizer *t);
#include "host/browser/html/states.def"
#undef STATE

/* For the files of the tokenizer: go to a state, add a unit to the text, tell the text so far, begin a token, tell it. */
static inline bool evl_html_go(struct evl_html_tokenizer *t, enum evl_html_state state)
{
	t->state = (uint8_t)state;
	return true;
}
void evl_html_tell_text(struct evl_html_tokenizer *t);
bool evl_html_tell_end(struct evl_html_tokenizer *t);
void evl_html_begin_token(struct evl_html_tokenizer *t, enum evl_html_kind kind);
void evl_html_tell(struct evl_html_tokenizer *t);
/* Step over `count` units of ASCII, adding them to the text. */
void evl_html_take_text(struct evl_html_tokenizer *t, uint32_t count);
void evl_html_skip(struct evl_html_tokenizer *t, uint32_t count);
/* The name, in lower case, that has been read into `data`. */
evl_name evl_html_data_name(struct evl_html_tokenizer *t);

#endif

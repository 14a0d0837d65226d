/*
 * rule.h - the rules that the drill teaches, and which of them orders two printed lines.
 */
#ifndef EVL_DRILL_RULE_H
#define EVL_DRILL_RULE_H

#include <stdint.h>

#include "explain/order.h"
#include "syntax/ast.h"

enum evl_rule {
#define EVL_RULE(id, name, title, text) EVL_RULE_##id,
#include "drill/rules.def"
#undef EVL_RULE
	EVL_RULE_COUNT
};

/* Its name ("then-is-async"), its title and its explanation (rules.def). Static storage. */
const char *evl_rule_name(enum evl_rule rule);
const char *evl_rule_title(enum evl_rule rule);
const char *evl_rule_text(enum evl_rule rule);
/* The rule of this name; EVL_RULE_COUNT: there is none. */
enum evl_rule evl_rule_find(const char *name);

/* Why line a of the trace comes before line b (a < b by number). `tree`: of the main source. */
enum evl_rule evl_rule_between(const struct evl_order *order, const struct evl_node *tree, uint32_t a, uint32_t b);

/* Why the call at offset `at` of the main source never printed; EVL_RULE_COUNT: no rule of these. */
enum evl_rule evl_rule_of_silence(const struct evl_trace *trace, const struct evl_node *tree, uint32_t at);

#endif

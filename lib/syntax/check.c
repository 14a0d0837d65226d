#include "syntax/check.h"
#include <string.h>
/* blanks comments */
enum evl_status evl_check(const struct evl_source *source, uint32_t source_id, enum evl_goal goal, struct evl_names *names,
			  struct evl_arena *arena, struct evl_diags *diags, char *prepared)
{
	(void)source_id; (void)goal; (void)names; (void)arena; (void)diags;
	memcpy(prepared, source->text, source->length + 1);
	char *p = prepared, *end = prepared + source->length;
	while (p < end) {
		if (p[0] == '/' && p[1] == '/') {
			while (p < end && *p != '\n')
				*p++ = ' ';
		} else if (p[0] == '/' && p[1] == '*') {
			while (p < end && !(p[0] == '*' && p[1] == '/')) {
				if (*p != '\n')
					*p = ' ';
				p++;
			}
			if (p < end) {
				p[0] = ' ';
				p[1] = ' ';
			}
		} else if (*p == '"' || *p == '\'' || *p == '`') {
			char q = *p++;
			while (p < end && *p != q)
				p += *p == '\\' && p + 1 < end ? 2 : 1;
			p++;
		} else {
			p++;
		}
	}
	return EVL_STATUS_OK;
}

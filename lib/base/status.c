/* SPDX-License-Identifier: MIT */
/*
 * status.c - the texts and exit statuses of status.def.
 */
#include "base/status.h"

#include <stddef.h>

static const struct {
	int exit_code;
	const char *sentence;
	const char *name;
} rows[EVL_STATUS_COUNT] = {
#define EVL_STATUS(name, exit_code, sentence, text) [EVL_STATUS_##name] = { exit_code, sentence, text },
#include "base/status.def"
#undef EVL_STATUS
};

int evl_status_exit_code(enum evl_status status)
{
	return (size_t)status < EVL_STATUS_COUNT ? rows[status].exit_code : 2;
}

const char *evl_status_sentence(enum evl_status status)
{
	return (size_t)status < EVL_STATUS_COUNT ? rows[status].sentence : "an unknown status";
}

const char *evl_status_name(enum evl_status status)
{
	return (size_t)status < EVL_STATUS_COUNT ? rows[status].name : "unknown";
}

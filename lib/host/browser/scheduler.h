/* SPDX-License-Identifier: MIT */
/*
 * scheduler.h - rows of the window from files with nothing else to say: scheduler, dialogs, address and history.
 */
#ifndef EVL_HOST_BROWSER_SCHEDULER_H
#define EVL_HOST_BROWSER_SCHEDULER_H

#include "value/rows.h"

extern const struct evl_rows evl_page_scheduler_rows;
extern const struct evl_rows evl_page_dialog_rows;
extern const struct evl_rows evl_page_address_rows;

#endif

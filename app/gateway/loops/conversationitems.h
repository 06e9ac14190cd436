// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateway/api.h"

#include <simdjson.h>

#include <functional>
#include <string>
#include <vector>

namespace fuseboard::gateway {

/// One message of a conversation, or in `responses` one item.
struct ConversationItem {
    simdjson::dom::object object;
    bool isAnswer = false; ///< the model's
};

/// A tool that the model wants used. Views are valid in the callback alone.
struct CallPart {
    std::string_view id, tool, arguments;
};
/// What came of it.
struct ResultPart {
    std::string_view id, text;
    bool failed = false; ///< as the client says
};

/// The request's items. Appends to `start` what stands before them: the instructions. False: it has none, or more of them or of
/// their blocks than any conversation has.
bool listItems(Api api, simdjson::dom::object request, std::vector<ConversationItem>& items, std::string& start);
/// Appends enough of the item to know it again, at a cost that does not grow with its length: lengths, starts and ends of
/// its texts, names and ids of calls. Takes what it has looked at from `valuesLeft`; where that ends, so does the sketch.
void sketch(const ConversationItem& item, std::string& out, std::size_t& valuesLeft);
/// Appends the texts that somebody said; neither results nor what clients put in between as reminders.
void readTexts(const ConversationItem& item, std::string& out);
void eachCall(const ConversationItem& item, const std::function<void(const CallPart&)>& visit);
void eachResult(const ConversationItem& item, const std::function<void(const ResultPart&)>& visit);
/// Tools of OpenAI's dialects have no mark for an error; it stands at the start of what they say.
bool looksFailed(std::string_view result);

} // namespace fuseboard::gateway

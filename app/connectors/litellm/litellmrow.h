// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/jsonreader.h"
#include "domain/usagerow.h"

/// What LiteLLM's aggregates and its single calls have in common (`contracts/GATEWAYS.md` 1.6).
namespace fuseboard::litellm {

/// The account that the money is owed on, as far as LiteLLM tells: the provider; where that is only a dialect that any
/// address may speak (`openai` at another host than OpenAI's), the host; else the model's prefix. Empty: not told.
std::string accountOf(std::string_view provider, std::string_view apiBase, std::string_view model);

/// USD; missing and null are unknown.
std::optional<Money> spendOf(json::Object& object, const std::string& path);

/// Gives a row its cost. LiteLLM writes 0 where it knows no price, so that nothing spent on tokens that were used is unknown,
/// unless they came from its cache.
void setCost(UsageRow& row, std::optional<Money> spend, bool fromCache);

/// The page that is asked for; the first is 1.
int pageNumber(const std::string& page);
/// Where the answer says which page it is, it must be that one.
void checkPage(json::Object& object, int asked, const std::string& path);

} // namespace fuseboard::litellm

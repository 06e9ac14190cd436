// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace fuseboard::test {

/// What a provider sends, head and all, to an SDK that believes it: whole or in events as asked, to chat completions, responses
/// and messages. A question that offers tools is answered by a call of `weather`, and that tool's answer by a text. The model's
/// name says what else happens: `cut` ends a stream in its middle, `gone` is unknown, `full` has nothing left and says not to
/// come again.
std::string sdkAnswer(const std::string& path, const std::string& model, const std::string& body);
/// Too many requests; come again in a second.
std::string sdkRateLimit(const std::string& path);

} // namespace fuseboard::test

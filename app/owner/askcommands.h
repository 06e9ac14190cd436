// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/engine.h"

#include <QJsonObject>

#include <functional>

namespace fuseboard {

bool isAskCommand(const std::string& command);

/// Those of the owner's commands that are about what callers ask for: `{"do":"asks"}` tells it (`asksDocument`);
/// `{"do":"answerAsk",…}` answers one (`answerDocument`).
void carryOutForAsks(
    Engine& engine, const QJsonObject& request, QObject* caller, const std::function<void(const QJsonObject&)>& answer);

} // namespace fuseboard

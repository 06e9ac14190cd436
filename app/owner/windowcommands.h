// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "owner/engine.h"

#include <QJsonObject>

#include <functional>

namespace fuseboard {

bool isWindowCommand(const std::string& command);

/// Those of the owner's commands that an attached window sends, besides the others: `{"do":"attach"}` answers again and again
/// (`WindowFeed`), the others once, while `caller` lives. `{"do":"ping"}` · `{"do":"edit","opened":{…},"edited":{…}}`, two
/// organisations · `{"do":"cut","scope":…}` · `{"do":"acknowledge","incident":…,"turn":…,"title":…}`,
/// `{"do":"falseAlarm",…,"reason":…}` · `{"do":"updatePrices"}` ·
/// `{"do":"raise","token":…}`, which `raise` carries out where the owner has a window, with the token that a compositor asks
/// for; empty: it has none.
void carryOutForWindow(Engine& engine, const QJsonObject& request, QObject* caller,
    const std::function<void(const QJsonObject&)>& answer, const std::function<void(const QString& token)>& raise);

} // namespace fuseboard

// Loads every translation of a language (each part of the house has its own file) and switches at
// run time. Strings are ids; both languages are translations.
#pragma once

#include <QObject>
#include <QString>
#include <QTranslator>
#include <memory>
#include <vector>

namespace dure::ui {

class Languages : public QObject {
    Q_OBJECT

 public:
    static Languages& instance();

    void use(const QString& code);  ///< "ko" or "en"; anything else is taken as "ko"
    QString code() const { return code_; }
    void release();  ///< before the application object goes

 Q_SIGNALS:
    void changed();

 private:
    Languages() = default;

    QString code_;
    std::vector<std::unique_ptr<QTranslator>> loaded_;
};

}  // namespace dure::ui

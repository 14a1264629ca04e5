package dev.waybill;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application: runs the contexts that {@code waybill.contexts} names, by default all of them. */
@SpringBootApplication
public class Waybill {

    public static void main(String[] args) {
        SpringApplication.run(Waybill.class, args);
    }
}
